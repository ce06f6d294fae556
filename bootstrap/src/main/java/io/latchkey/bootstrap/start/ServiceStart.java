package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.SettingFaults;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The main method of a service. It checks the settings before anything else runs. If the service does not start, it
 * writes one line per fault to standard error and exits with a code other than 0.
 */
public final class ServiceStart {
    private static final String PRODUCTION = "prod";

    private ServiceStart() {}

    /** A further check of the settings before the start: one line for each fault. */
    public interface Check {
        List<String> faults(Config settings);

        /** Both, one after the other. */
        default Check and(Check other) {
            return settings -> Stream.of(this, other)
                    .flatMap(check -> check.faults(settings).stream())
                    .toList();
        }
    }

    /** @param settings the interfaces that declare what the service reads */
    public static void run(String[] arguments, Class<?>... settings) {
        run(arguments, none -> List.of(), settings);
    }

    /**
     * @param check runs after the settings themselves are valid
     * @param settings the interfaces that declare what the service reads
     */
    public static void run(String[] arguments, Check check, Class<?>... settings) {
        var config = ConfigUtils.configBuilder().build();
        var name = config.getValue("quarkus.application.name", String.class);
        var faults = faults(config, List.of(settings));
        if (faults.isEmpty()) {
            faults = check.faults(config);
        }
        if (faults.isEmpty()) {
            Quarkus.run(null, (code, failure) -> end(name, code, failure), arguments);
        } else {
            print(name, faults);
            System.exit(1);
        }
    }

    private static List<String> faults(SmallRyeConfig config, List<Class<?>> settings) {
        var faults = new ArrayList<>(SettingFaults.in(config, settings));
        var insecure = InsecureSettings.among(property -> config.getOptionalValue(property, String.class));
        if (config.getProfiles().contains(PRODUCTION)) {
            insecure.forEach(finding -> faults.add("insecure for production: " + finding));
        } else {
            insecure.forEach(finding -> log().warnf("insecure setting %s", finding));
        }
        return faults;
    }

    /** Called at every exit, also a regular one. */
    private static void end(String name, int code, Throwable failure) {
        if (code != 0 && failure != null) {
            var lines = StartFailures.lines(failure);
            print(name, lines);
            if (lines.isEmpty()) {
                log().error("start failed", failure);
            }
        }
        System.exit(code);
    }

    private static void print(String name, List<String> faults) {
        faults.forEach(fault -> System.err.println(name + " does not start: " + fault));
    }

    /** The log manager is initialised only when the main method runs. */
    private static Logger log() {
        return Logger.getLogger(ServiceStart.class);
    }
}
