package dev.slipway.adapters.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The embedded proxy as a router. It is started when it does not run, and again when it died; its tables are its own to keep. */
public final class EmbeddedRouter implements Router {
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration APPLY_TIMEOUT = Duration.ofSeconds(15);
  private static final Pattern CODE = Pattern.compile("^(SLW-[0-9]{4}) ");

  private final ObjectMapper json = new ObjectMapper();
  private final Path directory;
  private final LongSupplier nanoClock;
  private final AdminLine admin;
  private final ProxyProcess process;

  /**
   * For the proxy of one state directory.
   *
   * @param directory of the proxy's state; its socket's path must fit into 107 bytes
   * @param command that starts the proxy on that directory
   */
  public EmbeddedRouter(Path directory, List<String> command, LongSupplier nanoClock) {
    this.directory = directory;
    this.nanoClock = nanoClock;
    this.admin = new AdminLine(directory.resolve("proxy.sock"), nanoClock);
    this.process = new ProxyProcess(directory, command, admin, nanoClock);
  }

  /** Starts the proxy if it does not run; it serves the tables that it kept before anybody asks. */
  public void ensureRunning() {
    process.ensureRunning();
  }

  /**
   * Replaces the process by a new one, which the command may start from another version, without losing a request. Returns what
   * was replaced by what, for a person to read.
   */
  public String upgrade() {
    ProxyProcess.Replaced replaced = process.replace();
    return replaced.before().equals(replaced.now()) ? "the proxy did not run; " + replaced.now() + " was started"
        : replaced.before() + " handed over to " + replaced.now() + "; requests and streams it still has end there";
  }

  /** What starts the proxy again when it dies, and upgrades one that another version of Slipway left running. Not started yet. */
  public ProxyWatch watch(String ownVersion, String ownHome, InstantSource clock) {
    return new ProxyWatch(directory, admin, process, hello -> hello.differsFrom(ownVersion, ownHome), nanoClock, clock);
  }

  @Override
  public RouterSeen read(TargetId target) {
    return ProxyWords.seen(ask(op("read", target), ASK_TIMEOUT));
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    ObjectNode request = json.createObjectNode().put("op", "apply");
    request.set("table", ProxyWords.table(target, table, fence));
    ask(request, APPLY_TIMEOUT);
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return ProxyWords.counts(ask(op("counts", target), ASK_TIMEOUT));
  }

  /**
   * Sends all new requests to stable at once, of one target or of all; needs nothing but the proxy. Returns the targets it was
   * done for.
   */
  public List<TargetId> emergency(Optional<TargetId> target, String by, String reason) {
    ObjectNode request = json.createObjectNode().put("op", "emergency").put("by", by).put("reason", reason);
    target.ifPresent(it -> request.put("target", it.toString()));
    return ask(request, ASK_TIMEOUT).path("targets").valueStream().map(each -> TargetId.parse(each.asText())).toList();
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    ask(op("emergency", target).put("by", why.by()).put("reason", why.reason()).put("epoch", epoch), ASK_TIMEOUT);
  }

  /** The proxy stops serving a target; an older epoch cannot bring it back. */
  public void remove(TargetId target, long epoch) {
    ask(op("remove", target).put("epoch", epoch), ASK_TIMEOUT);
  }

  private ObjectNode op(String op, TargetId target) {
    return json.createObjectNode().put("op", op).put("target", target.toString());
  }

  private JsonNode ask(ObjectNode request, Duration timeout) {
    String line = request.toString();
    try {
      return reply(admin.ask(line, timeout));
    } catch (IOException notThere) {
      // Every order may be given twice: whether the first was carried out does not matter.
      process.ensureRunning();
      try {
        return reply(admin.ask(line, timeout));
      } catch (IOException e) {
        e.addSuppressed(notThere);
        throw new OutsideException("SLW-4054", "the proxy does not answer: " + e.getMessage() + ". Traffic goes on by its last table.", e);
      }
    }
  }

  private JsonNode reply(String line) throws IOException {
    JsonNode reply = json.readTree(line);
    if (reply.path("ok").asBoolean()) {
      return reply;
    }
    String message = reply.path("message").asText("the proxy refused without a reason");
    if (reply.path("code").asText().equals("handed-over")) {
      throw new IOException("the proxy that was asked has just handed over to its successor");
    }
    Matcher code = CODE.matcher(message);
    throw code.find() ? new OutsideException(code.group(1), message.substring(code.end())) : new OutsideException("SLW-4055", message);
  }
}
