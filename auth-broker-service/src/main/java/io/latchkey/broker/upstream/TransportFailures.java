package io.latchkey.broker.upstream;

import io.latchkey.broker.upstream.ProviderHttp.AnswerTooLarge;
import io.latchkey.broker.upstream.ProviderHttp.NeverSent;
import io.latchkey.broker.upstream.egress.AddressNotAllowedException;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.contracts.connection.Outcome;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Interprets a missing or incomplete response. */
final class TransportFailures {
    private TransportFailures() {}

    static Failure of(Throwable failure) {
        if (causes(failure).anyMatch(AddressNotAllowedException.class::isInstance)) {
            return CatalogFault.ADDRESS_NOT_ALLOWED.failure();
        }
        return new Failure(Outcome.TRANSIENT, null, detail(failure), null, null);
    }

    private static String detail(Throwable failure) {
        if (failure instanceof NeverSent) {
            return unreached(failure);
        }
        if (failure instanceof AnswerTooLarge) {
            return ProviderErrors.TOO_LARGE;
        }
        return causes(failure).anyMatch(TransportFailures::isTimeout) ? "timeout" : "connection";
    }

    private static String unreached(Throwable failure) {
        if (causes(failure).anyMatch(UnknownHostException.class::isInstance)) {
            return Failure.DNS;
        }
        return causes(failure).anyMatch(SSLException.class::isInstance) ? Failure.TLS : Failure.UNREACHABLE;
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException || failure instanceof SocketTimeoutException;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
