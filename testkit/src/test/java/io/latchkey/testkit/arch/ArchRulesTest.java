package io.latchkey.testkit.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.latchkey.testkit.arch.tied.Chicken;
import io.latchkey.testkit.arch.tied.nest.Egg;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

class ArchRulesTest {
    @Test
    void readingTheTimeByOneselfIsFound() {
        assertThat(breaks(ArchRules.timeComesFromTheClock, ReadsTheTime.class)).isTrue();
        assertThat(breaks(ArchRules.timeComesFromTheClock, AsksAClock.class)).isFalse();
    }

    @Test
    void aRandomIdIsFound() {
        assertThat(breaks(ArchRules.idsComeFromTheirGenerator, MakesAnId.class)).isTrue();
    }

    @Test
    void waitingForAUniIsFound() {
        assertThat(breaks(ArchRules.nothingWaitsForAUni, Waits.class)).isTrue();
    }

    @Test
    void deletingAnEntityIsFound() {
        assertThat(breaks(ArchRules.rowsAreDeletedByQueries, RemovesFromTheSession.class))
                .isTrue();
        assertThat(breaks(ArchRules.rowsAreDeletedByQueries, DeletesAnEntity.class))
                .isTrue();
        assertThat(breaks(ArchRules.rowsAreDeletedByQueries, DeletesById.class)).isTrue();
        assertThat(breaks(ArchRules.rowsAreDeletedByQueries, DeletesByQuery.class))
                .isFalse();
    }

    @Test
    void anEntityInAResourceIsFoundEvenWithinOtherTypes() {
        assertThat(breaks(ArchRules.noEntityCrossesAResource, ShowsAnEntity.class))
                .isTrue();
        assertThat(breaks(ArchRules.noEntityCrossesAResource, Authorized.class)).isFalse();
    }

    @Test
    void anEndpointThatSaysNothingOfItsCallersIsFound() {
        assertThat(breaks(ArchRules.everyEndpointDeclaresItsAuthorization, ShowsAnEntity.class))
                .isTrue();
        assertThat(breaks(ArchRules.everyEndpointDeclaresItsAuthorization, Authorized.class))
                .isFalse();
    }

    @Test
    void aBodyThatNothingValidatesIsFound() {
        assertThat(breaks(ArchRules.everyBodyIsValidated, TakesAnyBody.class)).isTrue();
        assertThat(breaks(ArchRules.everyBodyIsValidated, TakesAnUnconstrainedBody.class))
                .isTrue();
        assertThat(breaks(ArchRules.everyBodyIsValidated, TakesAValidBody.class))
                .isFalse();
    }

    @Test
    void aTechnologyOutsideItsClassIsFound() {
        assertThat(breaks(ArchRules.confined("io.smallrye.mutiny..", "Waits"), Waits.class))
                .isTrue();
        assertThat(breaks(ArchRules.confined("io.smallrye.mutiny..", "ArchRulesTest"), Waits.class))
                .isFalse();
    }

    @Test
    void anEntityThatOtherPackagesSeeIsFound() {
        assertThat(breaks(ArchRules.entitiesStayInTheirPackage, PublicRow.class))
                .isTrue();
        assertThat(breaks(ArchRules.entitiesStayInTheirPackage, Row.class)).isFalse();
    }

    @Test
    void aRepositoryThatOpensASessionIsFound() {
        assertThat(breaks(ArchRules.repositoriesOpenNoSession, OpensASession.class))
                .isTrue();
        assertThat(breaks(ArchRules.repositoriesOpenNoSession, DeletesByQuery.class))
                .isFalse();
    }

    @Test
    void aPackageCycleIsFoundAlsoBetweenParentAndChild() {
        assertThat(breaks(ArchRules.packagesAreFreeOfCycles, Chicken.class, Egg.class))
                .isTrue();
        assertThat(breaks(ArchRules.packagesAreFreeOfCycles, ArchRules.class, Chicken.class))
                .isFalse();
    }

    private static boolean breaks(ArchRule rule, Class<?>... types) {
        JavaClasses classes = new ClassFileImporter().importClasses(types);
        return rule.evaluate(classes).hasViolation();
    }

    static class ReadsTheTime {
        Instant time = Instant.now();
    }

    static class AsksAClock {
        Instant time(Clock clock) {
            return Instant.now(clock);
        }
    }

    static class MakesAnId {
        UUID id = UUID.randomUUID();
    }

    static class Waits {
        void await(Uni<Void> uni) {
            uni.await().indefinitely();
        }
    }

    static class RemovesFromTheSession {
        Uni<Void> remove(Mutiny.Session session, Row row) {
            return session.remove(row);
        }
    }

    static class DeletesAnEntity implements PanacheRepositoryBase<Row, UUID> {
        Uni<Void> forget(Row row) {
            return delete(row);
        }
    }

    static class DeletesById implements PanacheRepositoryBase<Row, UUID> {
        Uni<Boolean> forget(UUID id) {
            return deleteById(id);
        }
    }

    static class DeletesByQuery implements PanacheRepositoryBase<Row, UUID> {
        Uni<Long> forget(UUID id) {
            return delete("id = ?1", id);
        }
    }

    static class OpensASession implements PanacheRepositoryBase<Row, UUID> {
        Uni<Row> row(UUID id) {
            return Panache.withSession(() -> findById(id));
        }
    }

    @Entity
    static class Row {}

    @Entity
    public static class PublicRow {}

    @Path("/rows")
    static class ShowsAnEntity {
        @GET
        Uni<List<Row>> rows() {
            return null;
        }
    }

    @Path("/words")
    static class Authorized {
        @GET
        @PermitAll
        Uni<List<String>> words() {
            return null;
        }
    }

    @Path("/bodies")
    static class TakesAnyBody {
        @POST
        void take(UUID id, Constrained body) {}
    }

    @Path("/bodies")
    static class TakesAnUnconstrainedBody {
        @POST
        void take(UUID id, @Valid Unconstrained body) {}
    }

    @Path("/bodies")
    static class TakesAValidBody {
        @POST
        void take(UUID id, @Valid Constrained body) {}
    }

    record Constrained(@NotNull String word) {}

    record Unconstrained(String word) {}
}
