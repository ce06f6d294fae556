package io.latchkey.catalog.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import io.latchkey.catalog.Provider;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A type without a stand-in needs a candidate in {@link StandIns}: else a fault of its objects cannot be replaced. */
class StandInsTest {
    @Test
    void everyTypeOfTheModelHasAStandIn() {
        var types = new LinkedHashSet<JavaType>();
        collect(Binding.YAML.constructType(Provider.class), types);

        assertThat(types)
                .hasSizeGreaterThan(20)
                .allSatisfy(type -> assertThat(StandIns.of(type).findFirst()).isPresent());
    }

    private static void collect(JavaType type, Set<JavaType> types) {
        if (!types.add(type)) {
            return;
        }
        if (type.isContainerType()) {
            collect(type.getContentType(), types);
        } else if (Model.discriminator(type).isPresent()) {
            Model.discriminator(type).get().kinds().values().forEach(kind -> collect(kind, types));
        } else if (Model.isObject(type)) {
            Model.fields(type).values().forEach(field -> collect(field, types));
        }
    }
}
