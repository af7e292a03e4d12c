package dev.slipway.server.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.PublicKey;
import dev.slipway.engine.proof.SignedNote;
import dev.slipway.engine.proof.SigningKey;
import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoints that a server signed, one in a line, and the key it signs with. Both are made when they are first needed: what has to do
 * with proof never keeps a server from starting.
 */
public final class CheckpointFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "audit.key";
  private static final String SHOWN = "audit.pub";
  private static final String FILE = "checkpoints";
  private static final int NAME_BYTES = 4;

  private final StateFolder folder;
  private Optional<SigningKey> key = Optional.empty();

  /** Of a state folder. */
  public CheckpointFile(StateFolder folder) {
    this.folder = folder;
  }

  /** Where they are. */
  public Path path() {
    return folder.resolve(FILE);
  }

  /** The key, which only the owner of the folder can read; the public one lies beside it. */
  public synchronized SigningKey key() {
    if (key.isEmpty()) {
      key = Optional.of(Files.exists(folder.resolve(KEY)) ? read() : made());
    }
    return key.get();
  }

  private SigningKey read() {
    Path file = folder.resolve(KEY);
    try {
      Optional<String> fault = OwnerOnly.fault(file);
      if (fault.isPresent()) {
        throw damaged(fault.get());
      }
      return SigningKey.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(file + " cannot be used: " + e.getMessage());
    }
  }

  private SigningKey made() {
    byte[] random = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(random);
    SigningKey made = SigningKey.generate("slipway-" + HexFormat.of().formatHex(random));
    folder.write(KEY, made.secretText());
    folder.write(SHOWN, made.shown() + "\n");
    return made;
  }

  /** The last checkpoint. */
  public Optional<Checkpoint> last() {
    PublicKey shown = key().shown();
    return lastNote().map(note -> note.checkpoint(shown).orElseThrow(() -> damaged("the last line of " + path()
        + " is not signed with the key in " + folder.resolve(KEY))));
  }

  /** The same with its signature. A line that was not written to its end, as by a power cut, was never given to anybody. */
  public synchronized Optional<SignedNote> lastNote() {
    try {
      if (!Files.exists(path())) {
        return Optional.empty();
      }
      String text = Files.readString(path());
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      return lines.isEmpty() ? Optional.empty() : Optional.of(SignedNote.parse(JSON.readValue(lines.getLast(), String.class)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw damaged("the last line of " + path() + " is no checkpoint");
    } catch (IOException e) {
      throw damaged(path() + " cannot be read: " + e);
    }
  }

  /** Keeps one more, and returns it when it will be there whatever happens. */
  public synchronized SignedNote keep(SignedNote note) {
    try (FileChannel out = FileChannel.open(
        path(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ),
        PosixFilePermissions.asFileAttribute(OwnerOnly.FILE))) {
      String line = JSON.writeValueAsString(note.toString()) + "\n";
      out.position(wholeLines(out));
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.truncate(out.position());
      out.force(true);
      return note;
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + path() + " cannot be written", e);
    }
  }

  /** Where the last whole line ends. */
  private static long wholeLines(FileChannel file) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = file.size(); end > 0; end--) {
      one.clear();
      file.read(one, end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  private Refused damaged(String why) {
    return new Refused(
        Refused.Kind.CONFLICT, "SLW-5138", why + ". No checkpoint was signed; rollouts and traffic go on",
        "Look at it; put " + path() + " and " + folder.resolve(KEY) + " aside for a new key and a new row of checkpoints");
  }
}
