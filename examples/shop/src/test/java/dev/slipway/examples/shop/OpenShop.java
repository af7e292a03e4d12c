package dev.slipway.examples.shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop for each test, and somebody who visits it. */
abstract class OpenShop {

    ShopServer server;
    Visitor visitor;

    @BeforeEach
    void open() throws Exception {
        server = ShopServer.start(ShopSettings.of(new Release("7.1.0", Behaviour.GOOD), 0));
        visitor = new Visitor(server.port());
    }

    @AfterEach
    void close() {
        visitor.close();
        server.close();
    }
}
