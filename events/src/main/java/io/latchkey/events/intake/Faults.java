package io.latchkey.events.intake;

import io.latchkey.work.ServerFailure;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Distinguishes failures of a server or the network, which are temporary, from faults of the record. */
final class Faults {
    private static final Set<ServerFailure> OF_THE_DATA = Set.of(ServerFailure.UNSTORABLE, ServerFailure.CONFLICT);

    private Faults() {}

    /** Whether a failure comes from I/O, so that the same attempt may succeed later. */
    static boolean ofAServer(Throwable failure) {
        return isOfKafka(failure)
                || ServerFailure.in(failure)
                        .filter(of -> !OF_THE_DATA.contains(of))
                        .isPresent();
    }

    private static boolean isOfKafka(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(KafkaException.class::isInstance);
    }
}
