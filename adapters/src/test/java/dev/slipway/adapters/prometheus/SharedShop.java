package dev.slipway.adapters.prometheus;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one shop for all of them, since Prometheus takes seconds until its first scrape; JUnit closes it after the last. */
final class SharedShop implements ParameterResolver, BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedShop.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    // Here and not where the shop is opened: a skipped test would count as a broken one there.
    RealPrometheus.assumeInstalled();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ScrapedShop.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE).computeIfAbsent("shop", key -> ScrapedShop.open(), ScrapedShop.class);
  }
}
