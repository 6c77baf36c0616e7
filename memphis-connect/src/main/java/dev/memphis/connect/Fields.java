package dev.memphis.connect;

import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Fields that a struct may not have. Stateless. */
final class Fields {
    private Fields() {}

    /** Returns a field's value; null also where there is no such field. */
    static @Nullable Object of(Struct struct, String name) {
        return struct.schema().field(name) == null ? null : struct.get(name);
    }
}
