-- CreateEnum
CREATE TYPE "MembershipSource" AS ENUM ('SCIM', 'CLAIM', 'HAND');

-- CreateEnum
CREATE TYPE "RightSource" AS ENUM ('HAND', 'GROUPS');

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "roleByHand" "Role";

-- AlterTable
ALTER TABLE "UnitLead" ADD COLUMN     "managedBy" "RightSource" NOT NULL DEFAULT 'HAND';

-- CreateTable
CREATE TABLE "Group" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "externalId" TEXT,
    "deletedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "managedBy" "MembershipSource" NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateTable
CREATE TABLE "GroupMapping" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "role" "Role",
    "unitId" UUID,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GroupMapping_pkey" PRIMARY KEY ("id","organizationId")
);

-- CreateIndex
CREATE INDEX "Group_organizationId_name_idx" ON "Group"("organizationId", "name");

-- CreateIndex
CREATE INDEX "Group_organizationId_createdAt_idx" ON "Group"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "GroupMember_groupId_addedAt_idx" ON "GroupMember"("groupId", "addedAt");

-- CreateIndex
CREATE INDEX "GroupMember_personId_idx" ON "GroupMember"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "GroupMember_groupId_personId_managedBy_organizationId_key" ON "GroupMember"("groupId", "personId", "managedBy", "organizationId");

-- CreateIndex
CREATE INDEX "GroupMapping_groupId_addedAt_idx" ON "GroupMapping"("groupId", "addedAt");

-- CreateIndex
CREATE INDEX "GroupMapping_unitId_idx" ON "GroupMapping"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "GroupMapping_groupId_unitId_organizationId_key" ON "GroupMapping"("groupId", "unitId", "organizationId");

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_groupId_organizationId_fkey" FOREIGN KEY ("groupId", "organizationId") REFERENCES "Group"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_personId_organizationId_fkey" FOREIGN KEY ("personId", "organizationId") REFERENCES "Person"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GroupMapping" ADD CONSTRAINT "GroupMapping_groupId_organizationId_fkey" FOREIGN KEY ("groupId", "organizationId") REFERENCES "Group"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "GroupMapping" ADD CONSTRAINT "GroupMapping_unitId_organizationId_fkey" FOREIGN KEY ("unitId", "organizationId") REFERENCES "Unit"("id", "organizationId") ON DELETE CASCADE ON UPDATE NO ACTION;

-- A deleted group leaves its name to others.
CREATE UNIQUE INDEX "Group_name_once" ON "Group"("organizationId", "name") WHERE "deletedAt" IS NULL;

-- A group gives one role at most, and a mapping a role or a unit.
CREATE UNIQUE INDEX "GroupMapping_role_once" ON "GroupMapping"("groupId", "organizationId") WHERE "role" IS NOT NULL;
ALTER TABLE "GroupMapping" ADD CONSTRAINT "GroupMapping_one" CHECK (num_nonnulls("role", "unitId") <= 1);
