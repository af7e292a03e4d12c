package dev.slipway.adapters.process;

import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.adapters.health.Prober;
import dev.slipway.adapters.linux.Machine;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;

/** How one life of a process is asked about its health, and what becomes of the answers. */
final class ProcessLife implements Prober.Life {
  private static final Logger LOG = System.getLogger(ProcessLife.class.getName());
  private static final String HOST = "127.0.0.1";

  private final Found instance;
  private final ReadyQuestion question;
  private final Consumer<String> restart;

  /**
   * A life that nobody asks yet.
   *
   * @param restart called, with the reason, when the instance is no longer alive as it defines it itself
   */
  ProcessLife(Found instance, Machine machine, Consumer<String> restart) {
    this.instance = instance;
    this.question = new ReadyQuestion(instance, machine);
    this.restart = restart;
  }

  /** What asks it from now on. */
  static Prober asked(Found found, Machine machine, Consumer<String> restart) {
    ProcessLife life = new ProcessLife(found, machine, restart);
    return new Prober(found.intent().id().toString(), found.intent().release().run().health(), life, found.everReady(), machine).start();
  }

  @Override
  public HealthQuestion.Answer ready() {
    return question.ask();
  }

  @Override
  public HealthQuestion.Answer live(String path) {
    return HealthQuestion.get(HOST, instance.intent().port(), path, instance.intent().release().run().health().timeout());
  }

  @Override
  public void restart(String reason) {
    restart.accept(reason);
  }

  /** That it was ready once outlives this server: the next one must not take it for one that is only starting. */
  @Override
  public void wasReady() {
    try {
      Files.createFile(instance.readyFile());
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      LOG.log(Level.DEBUG, "{0} was marked as ready by another server, or is gone", instance.intent().id());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "SLW-3041 cannot mark " + instance.intent().id()
          + " as ready once; after a restart of the server it counts as starting until it answers", e);
    }
  }
}
