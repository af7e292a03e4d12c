package dev.slipway.adapters.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Brings the text of a slipway.yaml in from the disk. */
final class FileText {
  private FileText() {}

  /** The text, or nothing when a problem was noted. */
  static Optional<String> read(Path file, Problems problems) {
    if (Files.isDirectory(file)) {
      return unreadable(problems, "this is a folder, not a file", "name the file in it, as " + file.resolve("slipway.yaml").getFileName());
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SlipwayYaml.MOST_BYTES + 1);
      return bytes.length > SlipwayYaml.MOST_BYTES ? tooLarge(problems) : decode(bytes, problems);
    } catch (NoSuchFileException e) {
      return unreadable(problems, "there is no such file", "slipway init writes one that works for this folder");
    } catch (AccessDeniedException e) {
      return unreadable(problems, "this user may not read the file", "grant it with chmod u+r, or run as its owner");
    } catch (IOException e) {
      return unreadable(problems, "the file cannot be read (" + e.getMessage() + ")", "check the disk and try again");
    }
  }

  static Optional<String> tooLarge(Problems problems) {
    return unreadable(problems, "the file is larger than 1 MiB", "is it a slipway.yaml? An honest one has some kilobytes");
  }

  private static Optional<String> decode(byte[] bytes, Problems problems) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    String decoded = text.flip().toString();
    if (result.isError()) {
      problems.add(Fault.UNREADABLE, Position.after(decoded), "the file is not UTF-8 from here on", "save it as UTF-8 in your editor");
      return Optional.empty();
    }
    return Optional.of(decoded);
  }

  private static Optional<String> unreadable(Problems problems, String message, String hint) {
    problems.add(Fault.UNREADABLE, Position.START, message, hint);
    return Optional.empty();
  }
}
