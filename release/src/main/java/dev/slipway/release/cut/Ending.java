package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Repository;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings what is recorded to its end: from wherever it was interrupted, as often as it takes. */
record Ending(Repository repository, Objects objects, Consumer<String> step) {
  private static final String HEADS = "refs/heads/";

  /** Does what is left to do, and forgets the record. */
  CutRecord of(CutRecord record) {
    String now = objects.at(record.branch()).orElse("");
    boolean moved = now.equals(record.commit());
    if (!moved && !now.equals(record.base()) || !repository.branch().map(b -> HEADS + b).filter(record.branch()::equals).isPresent()) {
      throw ReleaseException.unreached("SLW-6245 " + (record.isUndo() ? "an undo" : "a cut") + " of "
          + String.join(", ", record.tags().keySet()) + " was interrupted on " + record.branch() + " at " + record.base()
          + ", and that is no longer what is checked out. Go back to it and run the command again, or give it up by removing "
          + repository.gitFolder().resolve("slipway").resolve("cut"));
    }
    Ground.mustBeFree(repository);
    CutRecord ready = moved ? record : tagged(record);
    if (!record.files().isEmpty()) {
      new CutFiles(repository, objects, step).write(ready);
    }
    step.accept("references");
    new Refs(repository, objects).move(ready);
    step.accept("forget");
    CutRecord.remove(repository.gitFolder());
    return ready;
  }

  private CutRecord tagged(CutRecord record) {
    Map<String, String> made = new LinkedHashMap<>(record.tags());
    boolean fresh = made.containsValue("");
    for (Map.Entry<String, String> tag : made.entrySet()) {
      if (tag.getValue().isEmpty()) {
        step.accept("tag object");
        tag.setValue(giveUpOn(() -> new TagObjects(repository, objects).make(tag.getKey(), record.commit(), tag.getKey() + "\n")));
      }
    }
    CutRecord ready = new CutRecord(record.branch(), record.base(), record.commit(), made, record.files());
    if (fresh) {
      step.accept("tags recorded");
      ready.write(repository.gitFolder());
    }
    return ready;
  }

  /** Where a tag cannot be made nothing was touched yet. */
  private String giveUpOn(Supplier<String> work) {
    try {
      return work.get();
    } catch (ReleaseException e) {
      CutRecord.remove(repository.gitFolder());
      throw e;
    }
  }
}
