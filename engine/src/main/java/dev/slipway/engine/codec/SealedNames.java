package dev.slipway.engine.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what annotations would say: a member of a sealed type carries its kebab-case simple name as {@code type}, a record's
 * fields come in the order of its components, an enum's constants are kebab-case.
 */
final class SealedNames extends AnnotationIntrospector {
  private static final long serialVersionUID = 1L;
  static final String TYPE = "type";

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable TypeResolverBuilder<?> findTypeResolver(MapperConfig<?> config, AnnotatedClass type, JavaType base) {
    if (family(type.getRawType()).isEmpty()) {
      return null;
    }
    return new StdTypeResolverBuilder()
        .init(JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, TYPE, null, false, true), null);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated base) {
    Class<?> raw = base.getRawType();
    return raw.isSealed() ? members(raw).stream().map(m -> new NamedType(m, kebab(m.getSimpleName()))).toList() : null;
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass type) {
    Class<?> raw = type.getRawType();
    return raw.isRecord() && family(raw).isPresent() ? kebab(raw.getSimpleName()) : null;
  }

  @Override
  public String @Nullable [] findSerializationPropertyOrder(AnnotatedClass type) {
    RecordComponent[] components = type.getRawType().getRecordComponents();
    return components == null ? null : Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
  }

  @Override
  public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
    for (int i = 0; i < constants.length; i++) {
      names[i] = constants[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return names;
  }

  /** The sealed type that a class is or belongs to. */
  private static Optional<Class<?>> family(Class<?> raw) {
    if (raw.isSealed() && raw.isInterface()) {
      return Optional.of(raw);
    }
    // The JDK's own numbers and texts belong to a sealed type too, and are plain values all the same.
    return raw.getName().startsWith("java.") ? Optional.empty()
        : Arrays.<Class<?>>stream(raw.getInterfaces()).filter(Class::isSealed).findFirst();
  }

  /** The records at the leaves of a sealed type. */
  static List<Class<?>> members(Class<?> sealed) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        found.addAll(members(permitted));
      } else {
        found.add(permitted);
      }
    }
    return found;
  }

  static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
