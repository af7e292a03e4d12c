package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody whose word about an image counts. */
interface Voucher {
  /**
   * Whether a signature is this one's.
   *
   * @param payload what was signed
   * @param annotations of the layer that holds it, in cosign's form
   */
  boolean vouches(byte[] payload, JsonNode annotations);
}
