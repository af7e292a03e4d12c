package dev.slipway.engine.codec;

import dev.slipway.core.analysis.evidence.Wealth;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;

/** Values of any type of core's, made from its shape: a type that is added tomorrow is covered without a word about it here. */
public final class Generated {
  private static final int MOST_MEMBERS = 3;
  private static final String[] TEXTS = {"", "a", "ümlaut \u2028 \uD83D\uDE80", "quote \" and \\ and \n", "null", "\u0000", "{\"type\":\"x\"}"};
  private static final double[] NUMBERS = {0, -0.0, 0.1, 1e-300, Double.MAX_VALUE, Double.MIN_VALUE, 1.0 / 3, 50, Double.NaN, Double.POSITIVE_INFINITY};
  private static final long[] WHOLE = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, (1L << 53) + 1, 42};

  private final Random random;

  /** Values that this seed leads to. */
  public Generated(long seed) {
    this.random = new Random(seed);
  }

  /** A value of a type. */
  public <T> T one(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType p) {
      return container((Class<?>) p.getRawType(), p.getActualTypeArguments());
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isSealed()) {
      List<Class<?>> members = SealedNames.members(raw);
      return value(members.get(random.nextInt(members.size())));
    }
    Object[] constants = raw.getEnumConstants();
    return raw.isEnum() ? constants[random.nextInt(constants.length)]
        : simple(raw).orElseGet(() -> special(raw).orElseGet(() -> record(raw)));
  }

  private Object container(Class<?> raw, Type[] of) {
    int size = random.nextInt(MOST_MEMBERS + 1);
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(value(of[0]));
    }
    if (raw == Map.class) {
      Map<Object, Object> map = new HashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(value(of[0]), value(of[1]));
      }
      return map;
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value(of[0]));
    }
    if (raw == Set.class || raw == List.class) {
      return raw == Set.class ? new HashSet<>(list) : list;
    }
    throw new IllegalArgumentException("no values are made of " + raw);
  }

  private Optional<Object> simple(Class<?> raw) {
    if (raw == String.class) {
      return Optional.of(TEXTS[random.nextInt(TEXTS.length)] + random.nextInt(100));
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return Optional.of(random.nextBoolean());
    }
    if (raw == int.class || raw == Integer.class) {
      return Optional.of(random.nextInt());
    }
    if (raw == long.class || raw == Long.class) {
      return Optional.of(whole());
    }
    if (raw == double.class || raw == Double.class) {
      return Optional.of(number());
    }
    if (raw == OptionalDouble.class) {
      return Optional.of(random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number()));
    }
    if (raw == Duration.class) {
      return Optional.of(Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)));
    }
    return raw == Instant.class ? Optional.of(Instant.ofEpochSecond(random.nextLong(1L << 36), random.nextInt(1_000_000_000))) : Optional.empty();
  }

  private Optional<Object> special(Class<?> raw) {
    Optional<Object> name = GeneratedNames.of(raw, random);
    if (name.isPresent()) {
      return name;
    }
    if (raw == LatencyHistogram.class) {
      LatencyHistogram.Recorder recorder = new LatencyHistogram.Recorder();
      random.longs(random.nextInt(20), 0, 200_000_000_000L).forEach(recorder::record);
      return Optional.of(recorder.snapshot());
    }
    if (raw == Wealth.class) {
      return Optional.of(Wealth.of(random.doubles(8, -1e9, 1e9).boxed().toList()));
    }
    if (raw == Plan.class) {
      Step last = one(Step.class);
      return Optional.of(
          new Plan(List.of(one(Step.class), new Step(100, last.candidateInstances(), last.stableInstances(), last.maxInstances(), last.bake(), last.hold())), random.nextBoolean()));
    }
    return raw == RoutingTable.class ? Optional.of(table()) : Optional.empty();
  }

  private RoutingTable table() {
    int weight = random.nextInt(101);
    ReleaseRoute a = one(ReleaseRoute.class);
    ReleaseRoute b = one(ReleaseRoute.class);
    return new RoutingTable(
        Optional.of(a.release()), Optional.empty(), List.of(new ReleaseRoute(a.release(), weight, a.backends()), new ReleaseRoute(b.release(), 100 - weight, b.backends())));
  }

  private Object record(Class<?> raw) {
    try {
      RecordComponent[] components = raw.getRecordComponents();
      Constructor<?> constructor = raw.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(Arrays.stream(components).map(c -> value(c.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no value of " + raw + " could be made", e);
    }
  }

  private long whole() {
    return random.nextBoolean() ? random.nextLong() : WHOLE[random.nextInt(WHOLE.length)];
  }

  private double number() {
    return random.nextBoolean() ? random.nextDouble() : NUMBERS[random.nextInt(NUMBERS.length)];
  }
}
