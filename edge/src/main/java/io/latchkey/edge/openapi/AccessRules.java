package io.latchkey.edge.openapi;

import io.latchkey.contracts.Tenants;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Which role an operation takes, and the header that names the tenant. */
final class AccessRules {
    private static final Set<String> ROLES_WITHIN_A_TENANT =
            Set.of(Roles.CONNECTIONS_READ, Roles.CONNECTIONS_WRITE, Roles.CREDENTIALS_READ);

    private AccessRules() {}

    static void complete(Operation operation) {
        if (operation.getSecurity() == null) {
            return;
        }
        var alternatives = operation.getSecurity().stream()
                .flatMap(AccessRules::alternatives)
                .toList();
        operation.setSecurity(alternatives);
        var roles = alternatives.stream()
                .flatMap(requirement -> requirement.getSchemes().values().stream())
                .flatMap(List::stream)
                .toList();
        describe(operation, roles);
        if (ROLES_WITHIN_A_TENANT.containsAll(roles)) {
            operation.addParameter(tenantHeader());
        }
    }

    /** The roles of one requirement would all be needed; of several requirements one is enough. */
    private static Stream<SecurityRequirement> alternatives(SecurityRequirement anyOf) {
        return anyOf.getSchemes().entrySet().stream().flatMap(scheme -> scheme.getValue().stream()
                .map(role -> OASFactory.createSecurityRequirement().addScheme(scheme.getKey(), role)));
    }

    private static void describe(Operation operation, List<String> roles) {
        var takes = "Takes the role "
                + roles.stream().map(role -> "`" + role + "`").collect(Collectors.joining(" or ")) + ".";
        operation.setDescription(operation.getDescription() == null ? takes : operation.getDescription() + " " + takes);
    }

    private static Parameter tenantHeader() {
        return OASFactory.createParameter()
                .name(Callers.TENANT_HEADER)
                .in(In.HEADER)
                .description("The tenant to act for. Only callers with the role " + Roles.TENANTS_ANY
                        + ", and required from them if their token names no tenant.")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).pattern(Tenants.PATTERN));
    }
}
