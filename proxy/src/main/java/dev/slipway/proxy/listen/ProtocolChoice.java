package dev.slipway.proxy.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/** Tells from its first bytes whether a plain connection speaks HTTP/2 by prior knowledge (RFC 9113 §3.3); HTTP/1 is prepared behind it. */
final class ProtocolChoice extends ByteToMessageDecoder {
  private final Connection connection;

  ProtocolChoice(Connection connection) {
    this.connection = connection;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    try {
      int compared = Math.min(preface.readableBytes(), in.readableBytes());
      boolean same = true;
      for (int i = 0; i < compared && same; i++) {
        same = preface.getByte(i) == in.getByte(in.readerIndex() + i);
      }
      if (!same) {
        ctx.pipeline().remove(this);
      } else if (compared == preface.readableBytes()) {
        connection.becomeHttp2();
        ctx.pipeline().remove(this);
      }
    } finally {
      preface.release();
    }
  }
}
