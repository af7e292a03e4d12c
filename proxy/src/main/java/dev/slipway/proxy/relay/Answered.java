package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

/** Whoever waits for the answer on a connection to a backend. Every content handed over is theirs to release. */
interface Answered {
  /**
   * A head has come.
   *
   * @return whether it was interim, so that the end which the decoder adds to it is not the answer's
   */
  boolean answerBegan(Upstream upstream, HttpResponse response);

  void answerContent(HttpContent content);

  void answerEnded(LastHttpContent last);

  /** Bytes of a connection that no longer speaks HTTP. */
  void tunnelled(ByteBuf bytes);

  /** Nothing more is there to read for now. */
  void flushAnswer();

  void upstreamWritable(boolean writable);

  /** The connection is gone, and the answer was not complete. */
  void upstreamClosed(Upstream upstream);
}
