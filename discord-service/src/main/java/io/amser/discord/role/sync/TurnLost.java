package io.amser.discord.role.sync;

/** Another replica has the server's turn by now: nothing was written. */
final class TurnLost extends RuntimeException {
    TurnLost(Turn turn) {
        super("The turn of server %s is over".formatted(turn.guild()));
    }
}
