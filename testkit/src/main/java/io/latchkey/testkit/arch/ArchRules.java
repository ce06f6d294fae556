package io.latchkey.testkit.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What holds in every service. A service applies all of it, and confines its technologies, in one class:
 *
 * <pre>
 * &#64;AnalyzeClasses(packages = "io.latchkey.broker", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     &#64;ArchTest static final ArchTests rules = ArchTests.in(ArchRules.class);
 *     &#64;ArchTest static final ArchRule vault = ArchRules.confined("io.quarkus.vault..", "VaultSecrets");
 * }
 * </pre>
 */
public final class ArchRules {
    private static final String UNI = "io.smallrye.mutiny.Uni";
    private static final String SESSION = "org.hibernate.reactive.mutiny.Mutiny$Session";
    private static final String REPOSITORY = "io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase";
    private static final String PANACHE = "io.quarkus.hibernate.reactive.panache.Panache";
    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";
    private static final String VALID = "jakarta.validation.Valid";
    private static final String CONSTRAINT = "jakarta.validation.Constraint";
    private static final List<String> AUTHORIZATIONS = List.of(
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.PermitAll",
            "jakarta.annotation.security.DenyAll",
            "io.quarkus.security.Authenticated",
            "io.quarkus.security.PermissionsAllowed");

    private static final Set<String> CLOCKS = Set.of("now", "system", "systemUTC", "systemDefaultZone");

    @ArchTest
    public static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethodWhere(describe("reads the time by itself", ArchRules::readsTheTime))
            .because("tests must be able to move it")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule idsComeFromTheirGenerator = noClasses()
            .should()
            .callMethod(UUID.class, "randomUUID")
            .because("ids are UUIDv7 or UUIDv5, from Ids")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule nothingWaitsForAUni = noClasses()
            .should()
            .callMethodWhere(describe("awaits a Uni", ArchRules::awaits))
            .because("it blocks the event loop")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule rowsAreDeletedByQueries = noClasses()
            .should()
            .callMethodWhere(describe("deletes an entity", ArchRules::deletesAnEntity))
            .because(
                    "Hibernate Reactive keeps one result for all deletions of an entity type that run at the same time:"
                            + " some of them never end, and hold their transactions open")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule noEntityCrossesAResource = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(PATH)
            .should(nameNoEntity())
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule everyEndpointDeclaresItsAuthorization = methods()
            .that()
            .areMetaAnnotatedWith(HTTP_METHOD)
            .and()
            .areDeclaredInClassesThat()
            .areNotInterfaces()
            .should(declareTheirAuthorization())
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule everyBodyIsValidated = methods()
            .that()
            .areMetaAnnotatedWith(HTTP_METHOD)
            .and()
            .areDeclaredInClassesThat()
            .areNotInterfaces()
            .should(validateTheirBody())
            .because("Bean Validation checks every body: @Valid at the parameter, constraints in its type")
            .allowEmptyShould(true);

    /** Each package is a slice, with its parent and children as strangers. */
    public static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.latchkey.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    public static final ArchRule entitiesStayInTheirPackage = classes()
            .that(describe("are entities", ArchRules::isEntity))
            .should()
            .bePackagePrivate()
            .because("what leaves a package is an immutable view")
            .allowEmptyShould(true);

    public static final ArchRule repositoriesOpenNoSession = noClasses()
            .that()
            .areAssignableTo(REPOSITORY)
            .should()
            .callMethodWhere(describe("opens a session or a transaction", ArchRules::opensASession))
            .because("use cases decide what is one transaction")
            .allowEmptyShould(true);

    private ArchRules() {}

    /** Only the classes of these simple names use {@code packages}, which is written as ArchUnit writes packages. */
    public static ArchRule confined(String packages, String... simpleNames) {
        return noClasses()
                .that(describe("are not " + String.join(", ", simpleNames), user -> !isOneOf(user, simpleNames)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages)
                .allowEmptyShould(true);
    }

    private static boolean isOneOf(JavaClass user, String... simpleNames) {
        var outermost = user.getName().replaceAll(".*\\.|\\$.*", "");
        return Stream.of(simpleNames).anyMatch(outermost::equals);
    }

    private static boolean readsTheTime(JavaCall<?> call) {
        if (call.getTargetOwner().isEquivalentTo(System.class)) {
            return call.getName().equals("currentTimeMillis");
        }
        return call.getTargetOwner().getPackageName().equals("java.time")
                && CLOCKS.contains(call.getName())
                && call.getTarget().getRawParameterTypes().stream().noneMatch(ArchRules::isClock);
    }

    private static boolean awaits(JavaCall<?> call) {
        return call.getName().equals("await") && call.getTargetOwner().isAssignableTo(UNI);
    }

    /** A query has a text; {@code deleteById} finds the entity and deletes that. */
    private static boolean deletesAnEntity(JavaCall<?> call) {
        var owner = call.getTargetOwner();
        if (owner.isAssignableTo(SESSION)) {
            return call.getName().startsWith("remove");
        }
        return owner.isAssignableTo(REPOSITORY)
                && (call.getName().equals("deleteById")
                        || call.getName().equals("delete")
                                && call.getTarget().getRawParameterTypes().size() == 1);
    }

    private static boolean opensASession(JavaCall<?> call) {
        return call.getTargetOwner().getName().equals(PANACHE) && call.getName().startsWith("with");
    }

    private static boolean isEntity(JavaClass type) {
        return type.isAnnotatedWith(ENTITY)
                || type.getAllRawSuperclasses().stream().anyMatch(parent -> parent.isAnnotatedWith(ENTITY));
    }

    private static boolean isClock(JavaClass type) {
        return type.isEquivalentTo(Clock.class);
    }

    private static ArchCondition<JavaMethod> nameNoEntity() {
        return new ArchCondition<>("name no entity in their signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(type -> type.isAnnotatedWith(ENTITY))
                        .forEach(entity -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " names the entity " + entity.getName())));
            }
        };
    }

    private static ArchCondition<JavaMethod> declareTheirAuthorization() {
        return new ArchCondition<>("declare their authorization") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!isAuthorized(method) && !isAuthorized(method.getOwner())) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " says nothing of who may call it"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> validateTheirBody() {
        return new ArchCondition<>("validate their body") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getParameters().stream()
                        .filter(parameter -> isOurs(parameter.getRawType()))
                        .filter(body -> !body.isAnnotatedWith(VALID) || !isConstrained(body.getRawType()))
                        .forEach(body -> events.add(SimpleConditionEvent.violated(
                                method,
                                method.getFullName() + " does not validate "
                                        + body.getRawType().getName())));
            }
        };
    }

    /** Parameters of a path, query or header have types of the platform, so one of our types is the body. */
    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("io.latchkey");
    }

    private static boolean isConstrained(JavaClass body) {
        return body.getFields().stream().anyMatch(field -> field.isMetaAnnotatedWith(CONSTRAINT));
    }

    private static boolean isAuthorized(CanBeAnnotated element) {
        return AUTHORIZATIONS.stream().anyMatch(element::isAnnotatedWith);
    }
}
