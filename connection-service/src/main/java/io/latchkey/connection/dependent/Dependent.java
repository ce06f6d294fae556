package io.latchkey.connection.dependent;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What uses a connection. Changed only under the connection's row lock. */
@Entity
@Table(name = "dependent")
class Dependent {
    @Id
    private UUID id;

    private UUID connectionId;
    private String kind;
    private String ref;
    private @Nullable String label;
    private String[] modules;
    private String[] permissions;
    private Instant createdAt;
    private Instant updatedAt;

    protected Dependent() {}

    Dependent(UUID id, DependentKey key, @Nullable String label, Needs needs, Instant now) {
        this.id = id;
        this.connectionId = key.connectionId();
        this.kind = key.kind();
        this.ref = key.ref();
        this.label = label;
        this.modules = needs.modules().toArray(String[]::new);
        this.permissions = needs.permissions().toArray(String[]::new);
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * What a dependent needs.
     *
     * @param permissions those that the modules need
     */
    record Needs(List<String> modules, List<String> permissions) {
        static final Needs NOTHING = new Needs(List.of(), List.of());

        Needs {
            modules = modules.stream().sorted().distinct().toList();
            permissions = List.copyOf(permissions);
        }
    }

    /** Takes these values, if it has others. */
    void become(@Nullable String label, Needs needs, Instant now) {
        if (Objects.equals(this.label, label) && needs.equals(needs())) {
            return;
        }
        this.label = label;
        this.modules = needs.modules().toArray(String[]::new);
        this.permissions = needs.permissions().toArray(String[]::new);
        this.updatedAt = now;
    }

    private Needs needs() {
        return new Needs(List.of(modules), List.of(permissions));
    }

    UUID id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    DependentView view() {
        return new DependentView(kind, ref, label, List.of(modules), List.of(permissions), createdAt, updatedAt);
    }
}
