package dev.slipway.bench;

import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Target;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one server for all of them, and each a target of its own that is taken down after it. */
final class SharedRig implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedRig.class);
  private static final AtomicInteger TARGETS = new AtomicInteger();

  /** Closed by JUnit when the last test is done. */
  private record Holder(Rig rig) implements AutoCloseable {
    @Override
    public void close() {
      rig.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Rig.class || type == Target.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Rig rig = rig(context);
    if (parameter.getParameter().getType() == Rig.class) {
      return rig;
    }
    return context.getStore(NAMESPACE).computeIfAbsent("target", key -> newTarget(rig), Target.class);
  }

  private static Target newTarget(Rig rig) {
    return rig.shop(String.format(Locale.ROOT, "e%d", TARGETS.incrementAndGet()));
  }

  private static Rig rig(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE).computeIfAbsent("rig", key -> new Holder(Rig.ofClassPath()), Holder.class).rig();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Target target = context.getStore(NAMESPACE).remove("target", Target.class);
    if (target != null) {
      rig(context).remove(target);
    }
  }
}
