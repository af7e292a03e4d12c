package dev.slipway.load;

import java.util.concurrent.TimeUnit;

/** Puts load on a server of this machine; a line per second, and the report as JSON on the last line. */
public final class LoadMain {

    private LoadMain() { }

    /** Exit status: 0 nothing lost, 1 more lost than allowed, 2 wrong use. */
    public static void main(String[] arguments) {
        LoadArguments given;
        try {
            given = LoadArguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        LoadReport report = run(given);
        System.out.println(report.toJson());
        System.exit(report.failed() + report.droppedConnections() > given.maxFailed() ? 1 : 0);
    }

    private static LoadReport run(LoadArguments given) {
        try (LoadRun run = LoadRun.start(given.plan())) {
            // Interrupted by Ctrl-C, it lets what is in flight come to its end: a server sees no aborted request because of us.
            Runtime.getRuntime().addShutdownHook(new Thread(run::finish, "finish"));
            while (!run.awaitMillis(TimeUnit.SECONDS.toMillis(1))) {
                if (!given.quiet()) {
                    System.out.println(line(run.snapshot()));
                }
            }
            return run.await();
        }
    }

    private static String line(LoadReport seen) {
        LoadReport.Second last = seen.timeline().get(Math.max(0, seen.timeline().size() - 2));
        return "%4d s  %6d requests/s  p50 %.1f ms  p99 %.1f ms  max %.1f ms  in flight %d  failed %d  app errors %d  dropped %d  %s".formatted(
            last.second(), last.requests(), last.p50Ms(), last.p99Ms(), last.maxMs(), seen.inFlight(), seen.failed(), seen.appErrors(),
            seen.droppedConnections(), last.releases());
    }
}
