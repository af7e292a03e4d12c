package dev.slipway.adapters.yaml;

/** A valid file in which every key is written once. */
final class FullFile {
  static final String TEXT =
      """
      service: shop
      artifact:
        process:
          file: dist/shop-${version}.jar
          run: java -jar ${artifact}
      health:
        ready: /ready
        interval: 1s
      env:
        LOG: info
      environments:
        staging:
          platform: process
          replicas: 4
          router: embedded
          listen: 8080
          tls:
            certificate: c.pem
            key: k.pem
          sticky:
            cookie: who
          drain: 10s
          stop-grace: 5s
          memory: 256MB
          strategy:
            canary:
              steps:
                - weight: 5%
                  bake: 1m
                  hold: true
                - 100%
              bake: 2m
          progress-deadline: 5m
          keep-stable: 1h
          rollback-when:
            - error-rate > 1% for 1m
            - failures > 10 per 1h
          gates:
            - error-rate < 1%
          judge:
            method: evidence
            false-alarms: 1%
            false-passes: 5%
            errors:
              worse: 1.2x
              floor: 0.1%
              harm: 2
              harm-floor: 0.3%
            latency:
              margin: 10%
            burst: 5
            warm-up:
              time: 60s
              requests: 500
            least-requests: 500
            least-coverage: 90%
            split-tolerance: 10%
            objective:
              availability: 99.9%
              harm-share: 1%
              burn-alerts: true
            saturation:
              cpu: 90%
              memory: off
            on-inconclusive: hold
            on-error: hold
          metrics:
            sources:
              main:
                prometheus: "http://127.0.0.1:9090"
                timeout: 5s
                lag: 15s
              trial:
                csv: m.csv
            failures:
              source: main
              count: "f{release=${release}}"
            checkout:
              source: trial
              bad: b
              total: t
            depth:
              source: trial
              level: d
          on-no-data: hold
          validate:
            - get: /a
              status: 200
              under: 1s
              contains: ok
          hooks:
            before:
              - name: m
                run: ./m
                timeout: 1m
                idempotent: true
        rolling:
          listen: 8081
          strategy:
            rolling:
              batch: 2
              surge: 1
              bake: 1m
      """;

  private FullFile() {}
}
