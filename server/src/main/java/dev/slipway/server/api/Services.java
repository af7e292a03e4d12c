package dev.slipway.server.api;

import dev.slipway.core.spi.Store;
import dev.slipway.server.access.AccessService;
import dev.slipway.server.access.BrowserSessions;
import dev.slipway.server.approval.ApprovalService;
import dev.slipway.server.deploy.CommandService;
import dev.slipway.server.deploy.Configs;
import dev.slipway.server.deploy.DeployService;
import dev.slipway.server.deploy.LogService;
import dev.slipway.server.deploy.Sweep;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.JournalProof;
import dev.slipway.server.journal.Past;
import dev.slipway.server.objective.ObjectiveService;
import dev.slipway.server.outbox.NoticeService;
import dev.slipway.server.replay.Retold;
import dev.slipway.server.retention.Retention;
import dev.slipway.server.status.StatusReader;

/** Everything that the API stands on. */
public record Services(
    DeployService deploys,
    CommandService commands,
    StatusReader status,
    LogService logs,
    Past past,
    Store store,
    JournalFeed feed,
    Configs configs,
    Sweep sweep,
    JournalProof proof,
    Retold retold,
    ApprovalService approvals,
    AccessService access,
    BrowserSessions sessions,
    ObjectiveService objectives,
    NoticeService notices,
    Retention retention) {}
