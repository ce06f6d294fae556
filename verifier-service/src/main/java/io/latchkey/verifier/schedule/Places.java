package io.latchkey.verifier.schedule;

import java.util.Map;

/**
 * How many checks may be claimed now.
 *
 * @param free of all providers together
 * @param perProvider how many checks of one provider may run at once
 * @param taken how many run already, by provider
 */
public record Places(int free, int perProvider, Map<String, Integer> taken) {
    public Places {
        taken = Map.copyOf(taken);
    }
}
