package io.latchkey.broker.upstream.failure;

import io.latchkey.contracts.connection.Outcome;
import java.util.stream.Stream;

/**
 * Operator faults that the catalog causes, without a call to the provider. The class that finds one logs it, once for
 * all connections.
 */
public enum CatalogFault {
    /** The catalog does not contain the provider, or the method of the credential. */
    NOT_IN_CATALOG("provider_not_in_catalog"),
    /** The secret was stored for other URLs than those in the catalog. */
    ORIGIN_CHANGED("origin_changed"),
    /** The host of the provider has only addresses to which the broker does not connect. */
    ADDRESS_NOT_ALLOWED("address_not_allowed");

    private final Failure failure;

    CatalogFault(String detail) {
        failure = new Failure(Outcome.OPERATOR_FAULT, null, detail, null, null);
    }

    public ProviderException exception() {
        return new ProviderException(failure);
    }

    public Failure failure() {
        return failure;
    }

    public boolean is(Failure other) {
        return failure.equals(other);
    }

    public static boolean isAny(Failure failure) {
        return Stream.of(values()).anyMatch(fault -> fault.is(failure));
    }
}
