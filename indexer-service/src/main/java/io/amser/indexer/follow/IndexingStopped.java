package io.amser.indexer.follow;

/** Going on would publish something wrong: a person has to look. */
public final class IndexingStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    IndexingStopped(String reason) {
        super(reason);
    }
}
