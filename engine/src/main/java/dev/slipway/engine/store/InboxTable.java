package dev.slipway.engine.store;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.store.Inbox.Answer;
import dev.slipway.engine.store.Inbox.Letter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of commands that wait for another server. */
final class InboxTable {
  private static final String WAITS = "id = :id and progress = 'waiting'";

  private InboxTable() {}

  /** What nobody can want an answer to any more goes. */
  static int put(Handle h, Letter letter, Duration patience) {
    h.execute("delete from inbox where until < clock_timestamp() - interval '1 day'");
    return h.createUpdate(
            "insert into inbox (id, target, command, until, progress) "
                + "values (:id, :target, :command, clock_timestamp() + :patience * interval '1 millisecond', 'waiting') "
                + "on conflict (id) do nothing")
        .bind("id", letter.id())
        .bind("target", letter.target().toString())
        .bind("command", Format.write(letter.command()))
        .bind("patience", patience.toMillis())
        .execute();
  }

  static List<Letter> waiting(Handle h, String owner, int most) {
    return h.createQuery(
            "select i.id, i.target, i.command from inbox i join leases l on l.target = i.target "
                + "where i.progress = 'waiting' and i.until > clock_timestamp() and l.owner = :owner order by i.sequence limit :most")
        .bind("owner", owner)
        .bind("most", most)
        .map((row, c) -> new Letter(row.getString(1), TargetId.parse(row.getString(2)), Format.read(Command.class, row.getString(3))))
        .list();
  }

  static Optional<Answer> answer(Handle h, String id) {
    return h.createQuery("select answer from inbox where id = :id and answer is not null").bind("id", id)
        .map((row, c) -> Format.read(Answer.class, row.getString(1))).findOne();
  }

  static int withdraw(Handle h, String id) {
    return h.createUpdate("update inbox set progress = 'withdrawn' where " + WAITS).bind("id", id).execute();
  }

  /** Whether it still waited for one. */
  static boolean answered(Handle h, String id, Answer answer) {
    return h.createUpdate("update inbox set progress = 'done', answer = :answer where " + WAITS + " and until > clock_timestamp()")
        .bind("id", id).bind("answer", Format.write(answer)).execute() == 1;
  }
}
