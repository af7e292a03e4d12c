package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.server.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The sign-ins of this user, one for each server, in a file that the user alone can read. */
public final class SignIns {
  private final Path file;

  SignIns(Path file) {
    this.file = file;
  }

  /** Where they are kept. */
  public static SignIns of(Map<String, String> environment) {
    Optional<String> config = Optional.ofNullable(environment.get("XDG_CONFIG_HOME")).filter(c -> !c.isBlank());
    return new SignIns(config.map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
        .resolve("slipway").resolve("sign-in.json"));
  }

  /** A token for a server that counts now: a new one where that of before ends within moments. */
  Optional<String> token(String server) {
    JsonNode kept = read().path(server);
    if (kept.isMissingNode()) {
      return Optional.empty();
    }
    Optional<String> refresh = Optional.of(kept.path("refresh").asText()).filter(r -> !r.isEmpty());
    SignIn signIn = new SignIn(kept.path("issuer").asText(), kept.path("clientId").asText(), kept.path("token").asText(), refresh);
    if (!signIn.old(InstantSource.system().instant())) {
      return Optional.of(signIn.token());
    }
    SignIn next = signIn.refreshed();
    keep(server, next);
    return Optional.of(next.token());
  }

  /** Keeps one in place of that of before. */
  public void keep(String server, SignIn signIn) {
    ObjectNode all = read();
    ObjectNode one = all.putObject(server).put("issuer", signIn.issuer()).put("clientId", signIn.clientId()).put("token", signIn.token());
    signIn.refresh().ifPresent(r -> one.put("refresh", r));
    write(all);
  }

  /** Forgets one; whether there was any. */
  public boolean forget(String server) {
    ObjectNode all = read();
    boolean there = all.has(server);
    all.remove(server);
    if (there) {
      write(all);
    }
    return there;
  }

  private ObjectNode read() {
    try {
      if (!Files.exists(file)) {
        return Api.JSON.createObjectNode();
      }
      Optional<String> fault = OwnerOnly.fault(file);
      if (fault.isPresent()) {
        throw new CliException(Exit.WRONG_USE, "SLW-6008 " + fault.get() + ". Nothing was changed");
      }
      return Api.JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode all ? all : Api.JSON.createObjectNode();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(ObjectNode all) {
    try {
      Files.createDirectories(DurableFile.folderOf(file));
      DurableFile.write(file, Api.JSON.writeValueAsString(all));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private CliException failed(IOException e) {
    return new CliException(Exit.UNREACHED, "SLW-6088 " + file + " cannot be read or written: " + e
        + ". Nothing else was changed. Remove it and sign in again: slipway login", e);
  }
}
