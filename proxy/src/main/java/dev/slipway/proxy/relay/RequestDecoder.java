package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Netty's decoder of HTTP/1 requests, and two refusals more: what another server could read differently is refused, not repaired. */
public final class RequestDecoder extends HttpRequestDecoder {
  private static final int MAX_REQUEST_LINE_BYTES = 16 * 1024;
  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int MAX_CHUNK_BYTES = 64 * 1024;
  private static final int INITIAL_BUFFER_BYTES = 512;

  private boolean insideHead;
  // A head may arrive in pieces: whether the bytes not yet consumed begin a line that follows another one.
  private boolean atLineStart;
  private boolean insideBody;

  public RequestDecoder() {
    super(limits());
  }

  static HttpDecoderConfig limits() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setMaxChunkSize(MAX_CHUNK_BYTES)
        .setInitialBufferSize(INITIAL_BUFFER_BYTES);
  }

  /** Whether a request head has begun to arrive and is not complete. */
  boolean isInsideHead() {
    return insideHead;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (!insideBody && in.isReadable()) {
      refuseFoldedLines(in);
      insideHead = true;
    }
    int before = out.size();
    super.decode(ctx, in, out);
    if (insideBody && out.size() > before && out.getLast() instanceof HttpContent content && content.decoderResult().isFailure()) {
      // Its type says that it ends the body; nobody must believe it.
      out.removeLast();
      content.release();
      throw new IllegalArgumentException("a chunk is not one", content.decoderResult().cause());
    }
    if (out.size() > before) {
      insideHead = false;
      atLineStart = false;
      insideBody = !(out.getLast() instanceof LastHttpContent);
    }
  }

  /** RFC 9112 §6.1: a request with both lengths is likely an attempt at smuggling. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("a request has either a Content-Length or a Transfer-Encoding");
  }

  /** RFC 9112 §5.2: a header line that begins with white space continues the one before; nobody but an attacker sends it. */
  private void refuseFoldedLines(ByteBuf in) {
    int end = in.writerIndex();
    int lineStart = in.readerIndex();
    boolean continues = atLineStart;
    while (lineStart < end) {
      byte first = in.getByte(lineStart);
      if (continues && (first == ' ' || first == '\t')) {
        throw new FoldedHeaderException();
      }
      int newline = continues && first == '\r' ? -1 : in.indexOf(lineStart, end, (byte) '\n');
      if (newline < 0) {
        // The empty line that ends the head, or a line of which only a part is here: it will be looked at again, whole.
        break;
      }
      continues = newline > lineStart + 1;
      lineStart = newline + 1;
    }
    atLineStart = continues;
  }

  /** A request with a folded header line. */
  static final class FoldedHeaderException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FoldedHeaderException() {
      super("a header line begins with white space");
    }
  }
}
