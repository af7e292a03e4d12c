package dev.slipway.load;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A small server for each test, and runs of load against it. */
abstract class LoadOnSmallServer {

    SmallServer server;

    @BeforeEach
    void open() throws IOException {
        server = new SmallServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    LoadPlanBuilder against(String path) {
        return LoadPlan.against(server.url()).paths(SmallServer.paths(path)).maxSeconds(60);
    }

    static LoadReport run(LoadPlanBuilder plan) {
        try (LoadRun run = LoadRun.start(plan.build())) {
            return run.await();
        }
    }
}
