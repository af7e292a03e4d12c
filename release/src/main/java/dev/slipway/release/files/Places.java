package dev.slipway.release.files;

import java.util.List;

/** Finds a version in files of one kind. */
interface Places {
  /** Where it stands, in order; nowhere where the file leaves the version to others. */
  List<Place> in(String text);
}
