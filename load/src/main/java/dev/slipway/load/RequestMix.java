package dev.slipway.load;

/**
 * The shares of the kinds, each from 0 to 1; what is left of 1 is plain GETs.
 *
 * <p>Kinds are dealt by a low-discrepancy sequence (multiples of an irrational number modulo 1), not by chance: after n requests each
 * share is exact to a few requests, and the same plan sends the same sequence every time.
 */
public record RequestMix(double post, double slow, double http2) {

    private static final double GOLDEN = 0.618_033_988_749_894_9;
    private static final double SQUARE_ROOT_OF_TWO = 0.414_213_562_373_095_1;

    public RequestMix {
        if (!(post >= 0 && slow >= 0 && http2 >= 0 && post + slow + http2 <= 1.000_001)) {
            throw new IllegalArgumentException("SLW-6904 the shares post=" + post + " slow=" + slow + " http2=" + http2
                + " are not parts of one whole. Nothing was sent. Each is 0 or more, together at most 1.");
        }
    }

    /** Nothing but GETs. */
    public static RequestMix getOnly() {
        return new RequestMix(0, 0, 0);
    }

    RequestKind kindOf(long index) {
        double place = place(index, GOLDEN);
        if (place < post) {
            return RequestKind.POST;
        }
        if (place < post + slow) {
            return RequestKind.SLOW;
        }
        return place < post + slow + http2 ? RequestKind.HTTP2 : RequestKind.GET;
    }

    /** Whether request {@code index} is among the given share; independent of its kind. */
    static boolean isAmong(double share, long index) {
        return place(index, SQUARE_ROOT_OF_TWO) < share;
    }

    private static double place(long index, double irrational) {
        double multiple = index * irrational;
        return multiple - Math.floor(multiple);
    }
}
