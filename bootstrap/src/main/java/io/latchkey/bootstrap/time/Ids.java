package io.latchkey.bootstrap.time;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The source of ids. */
@ApplicationScoped
public class Ids {
    private static final UUID NAMESPACE = UUID.fromString("3f1c5bd8-4d0c-5d0e-9b53-1a1f6c0e2c11");
    private static final NameBasedGenerator NAMED = Generators.nameBasedGenerator(NAMESPACE);

    private final NoArgGenerator timeBased = Generators.timeBasedEpochRandomGenerator();

    /** A new UUIDv7 (RFC 9562, section 5.7): unique, and sorted by time of creation. */
    public UUID next() {
        return timeBased.generate();
    }

    /** The UUIDv5 (RFC 9562, section 5.5) of these parts: the same parts always give the same id. */
    public static UUID named(Object... parts) {
        var name = new StringBuilder();
        for (Object part : parts) {
            name.append(part).append('\n');
        }
        return NAMED.generate(name.toString());
    }
}
