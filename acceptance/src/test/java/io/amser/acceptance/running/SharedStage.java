package io.amser.acceptance.running;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.command.Folders;
import io.amser.devstack.platform.Progress;
import io.amser.devstack.process.Checkout;
import java.nio.file.Path;

/** The one platform of this JVM, started by the first test that asks for it and stopped with the JVM. */
final class SharedStage {

    private static final class Started {

        private static final Stage STAGE = Stage.open(Folders.emptied(folder("shared")), new Progress(System.out));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(STAGE::close, "stage"));
        }
    }

    private SharedStage() {}

    static Stage get() {
        return Started.STAGE;
    }

    /** Where a platform of the tests keeps its data and logs. */
    static Path folder(String name) {
        return Checkout.root().resolve("acceptance/target/platform").resolve(name);
    }
}
