package dev.slipway.notifications.way;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.notifications.wire.Request;
import dev.slipway.notifications.wire.Wire;
import dev.slipway.notifications.wire.WireException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Tells receivers of every kind. */
public final class EveryWay implements Notifier {
  private final Post post;
  private final Mail mail;
  private final InstantSource clock;

  /**
   * With what it needs of the world.
   *
   * @param secrets from a reference to the secret, anything else to itself; throws an {@link OutsideException} where there is none
   * @param wholeMillis limit of each request
   */
  public EveryWay(UnaryOperator<String> secrets, InstantSource clock, int wholeMillis) {
    this.post = new Post(new Wire(wholeMillis), secrets);
    this.mail = new Mail(wholeMillis);
    this.clock = clock;
  }

  @Override
  public Answer tell(Receiver receiver, Notice notice) {
    try {
      return told(receiver, notice);
    } catch (WireException e) {
      return switch (e.kind()) {
        case AWAY -> new Answer.Later(e.said(), Optional.empty());
        case WRONG -> new Answer.Refused(e.said());
      };
    } catch (Post.NotTaken e) {
      return e.answer();
    } catch (OutsideException e) {
      return new Answer.Later(e.said(), Optional.empty());
    } catch (RuntimeException e) {
      return new Answer.Refused("it could not be told: " + e);
    }
  }

  private Answer told(Receiver receiver, Notice notice) {
    return switch (receiver.way()) {
      case Way.Slack w -> post.send(Request.json(
          "POST", post.secret(w.url()), Post.text(SlackWords.message(receiver, notice)), receiver.allowPrivate()));
      case Way.Teams w -> post.send(Request.json(
          "POST", post.secret(w.url()), Post.text(TeamsCard.message(receiver, notice)), receiver.allowPrivate()));
      case Way.Email w -> mail.tell(post, receiver, w, notice);
      case Way.PagerDuty w -> PagerAlarm.tell(post, receiver, w, notice);
      case Way.StatusPage w -> StatusIncident.tell(post, receiver, w, notice);
      case Way.Webhook w -> SignedHook.tell(post, receiver, w, notice, clock);
      case Way.GitHub w -> GitHubRecord.tell(post, receiver, w, notice);
      case Way.GitLab w -> GitLabRecord.tell(post, receiver, w, notice);
      case Way.CdEvents w -> CdEventsPost.tell(post, receiver, w, notice);
    };
  }
}
