package dev.slipway.engine.store;

/** A record of the journal that cannot be read any more. */
final class DamagedRecordException extends StoreException {
  private static final long serialVersionUID = 1L;

  DamagedRecordException(long sequence, RuntimeException cause) {
    super(
        Code.CORRUPT,
        "record " + sequence + " of the journal cannot be read: " + cause.getMessage() + ". Traffic stays as it is. Run: slipway audit verify; restore a backup",
        cause);
  }
}
