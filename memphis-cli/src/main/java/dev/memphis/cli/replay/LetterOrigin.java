package dev.memphis.cli.replay;

import dev.memphis.delivery.event.Origin;

/** Tells which letter an event was made of. Immutable. */
record LetterOrigin(Letter letter) implements Origin {
    @Override
    public String words() {
        return "the dead letter of " + letter.origin();
    }
}
