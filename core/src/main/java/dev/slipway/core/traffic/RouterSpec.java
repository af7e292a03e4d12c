package dev.slipway.core.traffic;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which router other than Slipway's own proxy enforces a target's traffic split, and how it is reached. Where there is none, the embedded
 * proxy does.
 */
public sealed interface RouterSpec {

  /**
   * HAProxy, moved through its Runtime API without a reload.
   *
   * @param sockets Runtime API addresses of the team's own HAProxies, a path of a Unix socket or {@code host:port}; every one of them
   *     serves the target. Empty for one HAProxy that Slipway configures and starts itself
   * @param template file that takes the place of Slipway's own configuration template
   * @param preview where the team's own HAProxies show the preview release; absent where Slipway starts one
   * @param files folder that the team's own HAProxies read at their start and Slipway keeps up to date, so that a restart begins with the
   *     table in force
   */
  record Haproxy(List<String> sockets, Optional<String> template, Optional<Endpoint> preview,
      Optional<String> files) implements RouterSpec {
    public Haproxy {
      sockets = List.copyOf(sockets);
    }

    /** The same for every target that goes through the same HAProxies. */
    public Haproxy withoutTemplate() {
      return new Haproxy(sockets, Optional.empty(), preview, files);
    }
  }

  /**
   * nginx, moved by a file of its own that is rewritten, validated and reloaded.
   *
   * @param include file that the team's own nginx.conf includes and Slipway writes. Absent for one nginx that Slipway configures and
   *     starts itself
   * @param template file that takes the place of Slipway's own configuration template
   * @param command program with its first arguments, as {@code sudo nginx}; absent for {@code nginx}
   * @param conf the team's main configuration file, absent for the one that their nginx runs with or was built for
   * @param pid file of the master's number, absent for the one that the configuration names
   * @param reload command that takes the place of a signal to the master
   */
  record Nginx(
      Optional<String> include, Optional<String> template, Optional<String> command, Optional<String> conf, Optional<String> pid,
      Optional<String> reload) implements RouterSpec {

    /** An nginx that is found, asked and reloaded in the usual way. */
    public Nginx(Optional<String> include, Optional<String> template) {
      this(include, template, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same for every target that goes through the same nginx. */
    public Nginx withoutTemplate() {
      return new Nginx(include, Optional.empty(), command, conf, pid, reload);
    }
  }

  /**
   * A Kubernetes cluster, in which instances are pods and an object of the team's decides where requests go. Who rolls out behind it runs
   * there as well.
   *
   * @param place where in which cluster
   * @param deployment name of the team's own Deployment or StatefulSet, which says what pods are like
   * @param container whose image is a release's; absent where its pods have one only
   * @param service name of the team's own Service, through which requests come; empty where none do
   * @param way which object shares them out
   */
  record Kubernetes(KubernetesPlace place, String deployment, Optional<String> container, String service, KubernetesWay way)
      implements RouterSpec {}

  /** The word for it in slipway.yaml. */
  default String word() {
    return switch (this) {
      case Haproxy h -> "haproxy";
      case Nginx n -> "nginx";
      case Kubernetes k -> k.way().word();
    };
  }

  /** The word for what enforces a split where this or nothing is said. */
  static String word(Optional<RouterSpec> spec) {
    return spec.map(RouterSpec::word).orElse("embedded");
  }

  /** Whether it is the team's own program that listens, and not one that Slipway starts. */
  default boolean listensAlready() {
    return switch (this) {
      case Haproxy h -> !h.sockets().isEmpty();
      case Nginx n -> n.include().isPresent();
      case Kubernetes k -> true;
    };
  }

  /** Whether shares of traffic can be moved at all: not where instances take their work themselves. */
  default boolean movesTraffic() {
    return switch (this) {
      case Haproxy h -> true;
      case Nginx n -> true;
      case Kubernetes k -> k.way().movesTraffic();
    };
  }

  /** Whether instances are replaced one by one, each in the place of the one before. */
  default boolean inOrder() {
    return this instanceof Kubernetes k && k.way() instanceof KubernetesWay.Ordered;
  }

  /** The same with its files found from elsewhere. */
  default RouterSpec from(UnaryOperator<String> folder) {
    return switch (this) {
      case Haproxy h -> new Haproxy(h.sockets(), h.template().map(folder), h.preview(), h.files().map(folder));
      case Nginx n -> new Nginx(n.include().map(folder), n.template().map(folder), n.command(), n.conf().map(folder), n.pid().map(folder),
          n.reload());
      case Kubernetes k -> new Kubernetes(k.place().from(folder), k.deployment(), k.container(), k.service(), k.way());
    };
  }
}
