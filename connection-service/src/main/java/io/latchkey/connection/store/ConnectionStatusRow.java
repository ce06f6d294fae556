package io.latchkey.connection.store;

import io.latchkey.bootstrap.column.OutcomeColumn;
import io.latchkey.bootstrap.column.ParametersColumn;
import io.latchkey.bootstrap.column.ReasonColumn;
import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.connection.lifecycle.Grant;
import io.latchkey.connection.lifecycle.LastCheck;
import io.latchkey.connection.lifecycle.Missed;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Health;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a {@link ConnectionStatus}, next to its {@link Connection} and protected by the connection's row
 * lock. The columns that repeat values of the connection never change; queries for lists use them together with the
 * state.
 */
@Entity
@Table(name = "connection_status")
class ConnectionStatusRow {
    @Id
    private UUID id;

    @Column(updatable = false)
    private String tenant;

    @Column(updatable = false)
    private @Nullable String owner;

    @Column(updatable = false)
    private String providerId;

    @Column(updatable = false)
    private Instant createdAt;

    @Enumerated(EnumType.STRING)
    private ConnectionState state;

    private Instant since;

    @Convert(converter = ReasonColumn.class)
    private @Nullable Reason reason;

    private long endedVersion;
    private String method;

    private @Nullable String accountId;
    private @Nullable String accountLabel;
    private String[] modules;
    private String[] permissionsRequested;
    private String[] permissionsGranted;

    @Convert(converter = ParametersColumn.class)
    private Map<String, String> parameters;

    private @Nullable String client;

    private int generation;
    private long credentialVersion;
    private @Nullable Instant authorizedAt;
    private @Nullable Instant expiresAt;
    private long checkedVersion;
    private @Nullable Instant checkedAt;

    @Convert(converter = OutcomeColumn.class)
    private @Nullable Outcome checkOutcome;

    private @Nullable String checkDetail;
    private @Nullable Long checkLatencyMillis;
    private int failureCount;
    private @Nullable Instant inDoubtSince;
    private @Nullable Long missedLeadSeconds;
    private boolean missedEnd;

    @Enumerated(EnumType.STRING)
    private @Nullable RevokedAtProvider revokedAtProvider;

    private @Nullable String revocationReason;

    protected ConnectionStatusRow() {}

    ConnectionStatusRow(StoredConnection created) {
        this.id = created.id();
        this.tenant = created.tenant();
        this.owner = created.owner();
        this.providerId = created.provider().id();
        this.createdAt = created.createdAt();
        this.since = created.createdAt();
        var status = created.status();
        store(status);
        store(status.grant());
        store(status.checked());
    }

    final void become(ConnectionStatus status, Instant now) {
        if (state != status.state()) {
            since = now;
        }
        store(status);
        store(status.grant());
        store(status.checked());
    }

    private void store(ConnectionStatus status) {
        state = status.state();
        reason = status.reason();
        endedVersion = status.endedVersion();
        var missedLead = status.missed().lead();
        missedLeadSeconds = missedLead == null ? null : missedLead.toSeconds();
        missedEnd = status.missed().end();
        var revocation = status.revocation();
        revokedAtProvider = revocation == null ? null : revocation.revokedAtProvider();
        revocationReason = revocation == null ? null : revocation.reason();
    }

    private void store(Grant grant) {
        method = grant.method();
        var account = grant.account();
        accountId = account == null ? null : account.id();
        accountLabel = account == null ? null : account.label();
        modules = grant.modules().toArray(String[]::new);
        permissionsRequested = grant.permissions().requested().toArray(String[]::new);
        permissionsGranted = grant.permissions().granted().toArray(String[]::new);
        parameters = grant.parameters();
        client = grant.client();
        generation = grant.generation();
        credentialVersion = grant.version();
        authorizedAt = grant.authorizedAt();
        expiresAt = grant.expiresAt();
    }

    private void store(LastCheck checked) {
        checkedVersion = checked.version();
        checkedAt = checked.health().checkedAt();
        checkOutcome = checked.health().outcome();
        checkDetail = checked.health().detail();
        checkLatencyMillis = checked.health().latencyMillis();
        failureCount = checked.health().failuresInARow();
        inDoubtSince = checked.health().refreshInDoubtSince();
    }

    ConnectionStatus status() {
        var account = accountLabel == null ? null : new Account(accountId, accountLabel);
        var permissions = Permissions.of(List.of(permissionsRequested), List.of(permissionsGranted));
        var grant = new Grant(
                method,
                account,
                List.of(modules),
                permissions,
                parameters,
                client,
                generation,
                credentialVersion,
                authorizedAt,
                expiresAt);
        var health = new Health(checkedAt, checkOutcome, checkDetail, checkLatencyMillis, failureCount, inDoubtSince);
        var revocation = revokedAtProvider == null ? null : new Revocation(revokedAtProvider, revocationReason);
        var missed = new Missed(missedLeadSeconds == null ? null : Duration.ofSeconds(missedLeadSeconds), missedEnd);
        return new ConnectionStatus(
                state, reason, endedVersion, grant, new LastCheck(checkedVersion, health), missed, revocation);
    }
}
