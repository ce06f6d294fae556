package io.latchkey.testkit.random;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs a check with many random inputs. A failure names the seed of its input; the system property {@code latchkey.seed}
 * repeats that input first.
 */
public final class Inputs {
    private static final Long REPEATED = Long.getLong("latchkey.seed");

    private Inputs() {}

    /** @param check creates one input from the source of chance and checks it */
    public static void check(int inputs, Consumer<Chance> check) {
        var seeds = new Random();
        for (int i = 0; i < inputs; i++) {
            var seed = i == 0 && REPEATED != null ? REPEATED : seeds.nextLong();
            try {
                check.accept(new Chance(new Random(seed)));
            } catch (Throwable failure) {
                throw new AssertionError("input " + i + " failed; repeat it with -Dlatchkey.seed=" + seed, failure);
            }
        }
    }
}
