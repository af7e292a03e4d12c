package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.Releases;
import dev.slipway.release.files.Folder;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.PartPlan;
import dev.slipway.release.plan.Wishes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes a release of what was planned: all or nothing. Objects first, which nobody sees; then a record of what is meant; then files; then
 * branch and tags in one transaction. Whenever it is interrupted, the next cut finds the record and brings it to its end.
 */
public final class Cut {
  private static final String HEADS = "refs/heads/";

  private final Releases releases;
  private final Repository repository;
  private final Objects objects;
  private final String today;
  private final Consumer<String> step;

  /**
   * A cut.
   *
   * @param today the date in the changelog, as 2026-01-31
   * @param step is told each step before it is done
   */
  public Cut(Releases releases, String today, Consumer<String> step) {
    this.releases = releases;
    this.repository = releases.repository();
    this.objects = new Objects(repository);
    this.today = today;
    this.step = step;
  }

  /** What is wanted besides. */
  public record Options(boolean push, boolean trial, boolean anyBranch) {}

  /** Cuts what comes next, or finishes what was interrupted. */
  public CutResult run(Wishes wishes, Options options) {
    Optional<CutRecord> open = CutRecord.under(repository.gitFolder());
    if (open.isPresent() && !options.trial()) {
      return finished(open.get(), List.of(), true, options.push());
    }
    Ground.mustBeFirm(repository);
    String branch = repository.branch().orElseThrow();
    if (!options.anyBranch() && releases.settings().branches().of(branch).isEmpty()) {
      throw ReleaseException.wrongUse("SLW-6209 no rule says what the branch " + branch + " releases. Nothing was changed. Say it with"
          + " --channel, or with release.branches in slipway.yaml");
    }
    List<PartPlan> plans = releases.plan(wishes).stream().filter(p -> p.next().isPresent()).toList();
    if (plans.isEmpty()) {
      List<String> tags = releases.tagsAtHead();
      boolean push = options.push() && !options.trial() && !tags.isEmpty();
      return new CutResult.Nothing(tags, push && push(HEADS + branch, tags));
    }
    List<String> tags = plans.stream().map(p -> p.nextTag().orElseThrow()).toList();
    Changes changes = Changes.of(releases, plans, today);
    if (options.trial()) {
      return new CutResult.Trial(tags, List.copyOf(changes.files().keySet()));
    }
    if (options.push()) {
      Ground.mustBeFreeAt(repository, releases.settings().remote(), tags);
    }
    return finished(recorded(changes, plans, tags), changes.left(), false, options.push());
  }

  private CutRecord recorded(Changes changes, List<PartPlan> plans, List<String> tags) {
    step.accept("objects");
    Folder folder = new Folder(repository.top());
    List<CutRecord.Written> files = new ArrayList<>();
    changes.files().forEach((path, bytes) -> files.add(
        new CutRecord.Written(path, folder.has(path) ? objects.raw(folder.read(path)) : "", objects.raw(bytes))));
    String versions = String.join(", ", plans.stream().map(p -> (p.part().name().isEmpty() ? "" : p.part().name() + " ") + p.next()
        .orElseThrow())
        .toList());
    String message = releases.settings().commitMessage().replace("${version}", versions) + "\n";
    CutFolder.make(repository.gitFolder());
    String commit = files.isEmpty() ? repository.head() : objects.commit(changes, message);
    Map<String, String> unmade = tags.stream().collect(Collectors.toMap(tag -> tag, tag -> "", (a, b) -> a, LinkedHashMap::new));
    CutRecord record = new CutRecord(HEADS + repository.branch().orElseThrow(), repository.head(), commit, unmade, files);
    step.accept("record");
    record.write(repository.gitFolder());
    return record;
  }

  private CutResult finished(CutRecord record, List<String> left, boolean resumed, boolean push) {
    CutRecord done = new Ending(repository, objects, step).of(record);
    List<String> files = done.files().stream().map(CutRecord.Written::path).toList();
    List<String> tags = List.copyOf(done.tags().keySet());
    if (done.isUndo()) {
      return new CutResult.Undone(done.commit(), tags, files, resumed);
    }
    boolean pushed = push && push(done.branch(), tags);
    return new CutResult.Done(done.commit(), tags, files, left, resumed, pushed);
  }

  private boolean push(String branch, List<String> tags) {
    step.accept("push");
    new Refs(repository, objects).push(releases.settings().remote(), branch, tags);
    return true;
  }
}
