package dev.slipway.examples.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts one instance of the shop: {@code java -jar shop.jar --port P}. */
public final class ShopMain {

    private ShopMain() { }

    public static void main(String[] arguments) throws InterruptedException {
        ShopSettings settings;
        try {
            settings = ShopSettings.parse(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Release release = settings.release();
        ShopServer server = ShopServer.start(settings);
        System.out.println("shop " + release.version() + " (" + release.behaviour().label() + ") listens on 127.0.0.1:" + server.port());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, settings), "stop"));
        misbehave(settings);
    }

    private static void stop(ShopServer server, ShopSettings settings) {
        System.out.println("shop " + settings.release().version() + " stops: " + server.inFlight() + " in flight");
        boolean drained = server.stop(settings.stopWithinSeconds(), settings.lingerSeconds());
        System.out.println(drained ? "shop stopped" : "shop cut what was left after " + settings.stopWithinSeconds() + " s");
    }

    /** The two faults that come with time and not with a request. */
    private static void misbehave(ShopSettings settings) {
        Behaviour behaviour = settings.release().behaviour();
        if (behaviour != Behaviour.CRASHING && behaviour != Behaviour.LEAKING) {
            return;
        }
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "fault");
            thread.setDaemon(true);
            return thread;
        });
        if (behaviour == Behaviour.CRASHING) {
            timer.schedule(ShopMain::crash, settings.crashAfterSeconds(), TimeUnit.SECONDS);
        } else {
            List<byte[]> kept = new ArrayList<>();
            timer.scheduleAtFixedRate(() -> leak(kept, settings), 1, 1, TimeUnit.SECONDS);
        }
    }

    // Halts, so that no hook finishes what is in flight: a crash is not polite.
    private static void crash() {
        System.err.println("shop: fatal: lost its temper, exits with status 1");
        Runtime.getRuntime().halt(1);
    }

    private static void leak(List<byte[]> kept, ShopSettings settings) {
        if (kept.size() >= settings.leakLimitMb()) {
            return;
        }
        try {
            for (int mb = 0; mb < settings.leakMbPerSecond(); mb++) {
                kept.add(new byte[1 << 20]);
            }
        } catch (OutOfMemoryError e) {
            System.err.println("shop: fatal: out of memory after " + kept.size() + " MB");
            Runtime.getRuntime().halt(1);
        }
    }
}
