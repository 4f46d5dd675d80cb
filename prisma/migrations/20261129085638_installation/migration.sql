-- CreateTable
CREATE TABLE "Installation" (
    "number" INTEGER NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "systemIdentifier" TEXT,
    "database" TEXT NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("number")
);
