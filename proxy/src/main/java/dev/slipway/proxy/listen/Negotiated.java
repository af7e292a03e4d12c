package dev.slipway.proxy.listen;

import dev.slipway.proxy.relay.Worker;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/** Waits until client and proxy have agreed on TLS and a protocol, and counts as a client meanwhile. */
final class Negotiated extends ApplicationProtocolNegotiationHandler {
  private final Worker worker;
  private final Connection connection;

  Negotiated(Worker worker, Connection connection) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.worker = worker;
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    worker.handshaking().add(ctx.channel());
    super.handlerAdded(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) throws Exception {
    worker.handshaking().remove(ctx.channel());
    super.handlerRemoved(ctx);
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
    if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
      connection.becomeHttp2();
    } else {
      connection.becomeHttp1();
    }
  }
}
