package io.amser.keeper.source;

/** Whoever tells what is due does not do so now. */
final class SourceSilent extends RuntimeException {

    SourceSilent(String message) {
        super(message);
    }
}
