package dev.slipway.cli.release;

import dev.slipway.adapters.yaml.ForeignBlock;
import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.release.ReleaseException;
import dev.slipway.release.settings.Settings;
import dev.slipway.release.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Optional;

/** The release block of a slipway.yaml; the defaults where there is no file or no block. */
public final class ReleaseConfig {
  private static final String KEY = "release";

  private ReleaseConfig() {}

  /** The settings in the file named, or in the nearest slipway.yaml from a folder upwards. */
  public static Settings of(Optional<Path> named, Path folder) {
    Optional<Path> file = named.or(() -> ConfigFile.nearest(folder));
    return file.isEmpty() ? Settings.DEFAULT : in(ConfigFile.find(file));
  }

  /** The settings in a file. */
  public static Settings in(ConfigFile file) {
    String name = file.path().getFileName().toString();
    ForeignBlock block = ForeignBlock.read(file.text(), name, KEY);
    if (!block.problems().isEmpty()) {
      throw new CliException(Exit.WRONG_USE, new ReadResult.Invalid(block.problems()).render());
    }
    return SettingsReader.read(block.values(), path -> name + ":" + place(block, path));
  }

  /** Refuses a file whose release block cannot be worked with. */
  public static void checked(ConfigFile file) {
    try {
      in(file);
    } catch (ReleaseException e) {
      throw said(e);
    }
  }

  private static String place(ForeignBlock block, String path) {
    String at = path;
    while (!block.places().containsKey(at) && at.contains(".")) {
      at = at.substring(0, at.lastIndexOf('.'));
    }
    return block.places().getOrDefault(at, "1:1");
  }

  /** A failure of the release module as this command line says it. */
  public static CliException said(ReleaseException e) {
    int exit = switch (e.kind()) {
      case REFUSED -> Exit.WENT_BACK;
      case WRONG_USE -> Exit.WRONG_USE;
      case UNREACHED -> Exit.UNREACHED;
    };
    return new CliException(exit, String.valueOf(e.getMessage()), e);
  }
}
