package io.amser.keeper.sql;

import java.sql.SQLException;

/** The database did not do what it was asked: mostly because it is not there. */
public final class DatabaseFailure extends RuntimeException {
    DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
