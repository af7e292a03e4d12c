package dev.slipway.bench;

import dev.slipway.bench.rig.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Throughput and 99th percentile of the embedded proxy beside nginx, HAProxy and Caddy: one worker thread each, the same upstream, the
 * same run.
 *
 * <p>The servers take turns in many short rounds, because machines are shared and no two minutes on one are alike; what is reported are
 * medians over rounds, and for ratios the median of each round's own ratio. Options: {@code --rounds n --seconds n --connections n}.
 */
public final class ProxyBench {
  private static final int WARM_UP_SECONDS = 3;
  private static final int OUR_WARM_UPS = 4;

  private ProxyBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> all = Arrays.asList(arguments);
    int rounds = option(all, "--rounds", 9);
    int seconds = option(all, "--seconds", 2);
    int connections = option(all, "--connections", 64);
    Path folder = Files.createTempDirectory("slipway-bench");
    try (ProxyPeer upstream = ProxyPeer.upstream(folder);
        ProxyPeer ours = ProxyPeer.ours(folder, jvmOptions(), upstream.port());
        ProxyPeer nginx = ProxyPeer.nginx(folder, upstream.port());
        ProxyPeer haproxy = ProxyPeer.haproxy(folder, upstream.port());
        ProxyPeer caddy = ProxyPeer.caddy(folder, upstream.port())) {
      long idleMegabytes = ours.residentMegabytes();
      List<ProxyPeer> peers = List.of(ours, nginx, haproxy, caddy);
      warmUp(peers, connections);
      Map<String, List<WrkResult>> results = measure(peers, rounds, connections, seconds);
      System.out.println(report(results, idleMegabytes, ours.residentMegabytes()));
    } finally {
      Folders.delete(folder);
    }
  }

  private static void warmUp(List<ProxyPeer> peers, int connections) throws IOException, InterruptedException {
    for (ProxyPeer peer : peers) {
      int times = peer.name().equals("ours") ? OUR_WARM_UPS : 1;
      for (int i = 0; i < times; i++) {
        WrkResult.of(peer.port(), connections, WARM_UP_SECONDS);
      }
    }
  }

  private static Map<String, List<WrkResult>> measure(List<ProxyPeer> peers, int rounds, int connections, int seconds)
      throws IOException, InterruptedException {
    Map<String, List<WrkResult>> results = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (ProxyPeer peer : peers) {
        WrkResult result = WrkResult.of(peer.port(), connections, seconds);
        results.computeIfAbsent(peer.name(), _ -> new ArrayList<>()).add(result);
        System.out.printf(
            Locale.ROOT, "round %d %-8s %8.0f requests/s  p99 %7.2f ms  %d errors%n", round + 1, peer.name(),
                result.requestsPerSecond(), result.p99Millis(),
            result.errors());
      }
    }
    return results;
  }

  private static String report(Map<String, List<WrkResult>> results, long idleMegabytes, long loadedMegabytes) {
    StringBuilder json = new StringBuilder("{");
    for (String peer : results.keySet()) {
      List<WrkResult> all = results.getOrDefault(peer, List.of());
      json.append(String.format(Locale.ROOT, "\"%s_rps\":%.0f,", peer,
          median(all.stream().mapToDouble(WrkResult::requestsPerSecond).toArray())));
      json.append(String.format(Locale.ROOT, "\"%s_p99_ms\":%.2f,", peer,
          median(all.stream().mapToDouble(WrkResult::p99Millis).toArray())));
      json.append(String.format(Locale.ROOT, "\"%s_errors\":%d,", peer, all.stream().mapToLong(WrkResult::errors).sum()));
    }
    List<WrkResult> ours = results.getOrDefault("ours", List.of());
    json.append(String.format(Locale.ROOT, "\"ratio_nginx\":%.2f,", rateRatio(ours, results.getOrDefault("nginx", List.of()))));
    json.append(String.format(Locale.ROOT, "\"ratio_haproxy\":%.2f,", rateRatio(ours, results.getOrDefault("haproxy", List.of()))));
    json.append(String.format(Locale.ROOT, "\"ratio_caddy\":%.2f,", rateRatio(ours, results.getOrDefault("caddy", List.of()))));
    json.append(String.format(Locale.ROOT, "\"ratio_p99_nginx\":%.2f,", p99Ratio(ours, results.getOrDefault("nginx", List.of()))));
    json.append("\"ours_idle_rss_mb\":").append(idleMegabytes).append(",\"ours_loaded_rss_mb\":").append(loadedMegabytes);
    return json.append("}").toString();
  }

  private static double rateRatio(List<WrkResult> ours, List<WrkResult> theirs) {
    double[] ratios = new double[ours.size()];
    Arrays.setAll(ratios, i -> ours.get(i).requestsPerSecond() / theirs.get(i).requestsPerSecond());
    return median(ratios);
  }

  private static double p99Ratio(List<WrkResult> ours, List<WrkResult> theirs) {
    double[] ratios = new double[ours.size()];
    Arrays.setAll(ratios, i -> ours.get(i).p99Millis() / theirs.get(i).p99Millis());
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }

  /** The options that the launcher uses, from the checkout this runs in. */
  private static Path jvmOptions() throws IOException {
    Path relative = Path.of("proxy", "src", "main", "jvm", "proxy.jvmopts");
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(relative))) {
        return folder.resolve(relative);
      }
    }
    throw new IOException("run this inside a checkout: " + relative + " is not here or above");
  }

  private static int option(List<String> arguments, String name, int otherwise) {
    int at = arguments.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(arguments.get(at + 1));
  }
}
