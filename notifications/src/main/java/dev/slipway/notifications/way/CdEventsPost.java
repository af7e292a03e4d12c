package dev.slipway.notifications.way;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.cdevents.CdEvent;
import dev.slipway.notifications.cdevents.InCdEvents;
import dev.slipway.notifications.wire.Request;

/** CDEvents in CloudEvents' binary mode over HTTP: the context in headers, the whole event as the body. */
final class CdEventsPost {
  private CdEventsPost() {}

  static Answer tell(Post post, Receiver receiver, Way.CdEvents way, Notice notice) {
    Answer answer = new Answer.Taken("CDEvents has no word for " + notice.kind().word());
    for (CdEvent event : InCdEvents.of(notice)) {
      answer = post.send(request(post.secret(way.url()), event, receiver.allowPrivate()));
      if (!(answer instanceof Answer.Taken)) {
        return answer;
      }
    }
    return answer;
  }

  private static Request request(String url, CdEvent event, boolean allowPrivate) {
    return Request.json("POST", url, event.json(), allowPrivate)
        .with("ce-specversion", "1.0").with("ce-id", event.id()).with("ce-source", event.source()).with("ce-type", event.type())
        .with("ce-subject", event.subject().id()).with("ce-time", event.timestamp());
  }
}
