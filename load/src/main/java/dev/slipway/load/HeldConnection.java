package dev.slipway.load;

/** A connection that is held open for the whole run and opened again when it ends. */
sealed interface HeldConnection permits HeldWebSocket, HeldEventStream {

    int REOPEN_MILLIS = 100;

    void open();

    /** The run is over: what happens from now on is not counted. */
    void close();
}
