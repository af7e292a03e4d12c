package dev.slipway.bench.watched;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.stream.Collectors;

/** What a kubelet says of a node and of its pods, as changes of their status. */
final class PodStatus {
  private static final String DIGEST = "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";
  private static final String READY_CONTAINER = """
      { "name": "NAME", "ready": true, "started": true, "restartCount": 0, "image": "IMAGE", "imageID": "docker://DIGEST",
        "containerID": "docker://DIGEST", "state": { "running": { "startedAt": "AT" } }, "lastState": {} }""";
  private static final String READY = """
      { "status": { "phase": "Running", "hostIP": "10.127.0.1", "podIP": "ADDRESS", "podIPs": [ { "ip": "ADDRESS" } ], "startTime": "AT",
        "conditions": [ CONDITIONS ], "containerStatuses": [ CONTAINERS ] } }
      """;
  private static final String NODE = """
      { "status": { "capacity": SIZE, "allocatable": SIZE, "conditions": [ { "type": "Ready", "status": "True", "reason": "KubeletReady",
        "message": "nothing runs here", "lastHeartbeatTime": "AT" } ], "addresses": [ { "type": "InternalIP", "address": "10.127.0.1" } ],
        "nodeInfo": { "architecture": "amd64", "operatingSystem": "linux", "kubeletVersion": "v1.20.2", "kubeProxyVersion": "v1.20.2",
        "containerRuntimeVersion": "none://0", "kernelVersion": "0", "osImage": "none", "bootID": "",
        "machineID": "", "systemUUID": "" } } }
      """;
  private static final String SIZE = "{ \"cpu\": \"1000\", \"memory\": \"4Ti\", \"ephemeral-storage\": \"4Ti\", \"pods\": \"10000\" }";

  private PodStatus() {}

  static String ofNode(String at) {
    return NODE.replace("SIZE", SIZE).replace("AT\"", at + "\"");
  }

  static String ready(Pod pod, String address, String at) {
    String conditions = List.of("Initialized", "Ready", "ContainersReady", "PodScheduled").stream()
        .map(type -> "{ \"type\": \"" + type + "\", \"status\": \"True\", \"lastTransitionTime\": \"" + at + "\" }")
        .collect(Collectors.joining(", "));
    String containers = pod.getSpec().getContainers().stream().map(c -> READY_CONTAINER.replace("NAME", c.getName())
        .replace("IMAGE", c.getImage()).replace("DIGEST", DIGEST).replace("AT\"", at + "\"")).collect(Collectors.joining(", "));
    return READY.replace("ADDRESS", address).replace("AT\"", at + "\"").replace("CONDITIONS", conditions)
        .replace("CONTAINERS", containers);
  }
}
